import { lab } from "../../tester/cli/lab";

lab("3a");
