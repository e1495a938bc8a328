import { SPREAD, testSlowPrograms } from "./golden_programs.ts";

testSlowPrograms(SPREAD[0]);
