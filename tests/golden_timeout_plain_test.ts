import { SPREAD, testPrograms } from "./golden_programs.ts";

testPrograms(SPREAD[2]);
