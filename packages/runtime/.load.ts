for (const m of ["@orochi/syntax", "@orochi/vm", "@orochi/jit", "@orochi/stdlib", "./worker.ts"]) {
  const t = performance.now();
  await import(m);
  console.log(m, (performance.now() - t).toFixed(0));
}
