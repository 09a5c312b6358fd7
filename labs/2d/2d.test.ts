import { lab } from "../../tester/cli/lab";

lab("2d");
