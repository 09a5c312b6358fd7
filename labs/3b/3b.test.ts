import { lab } from "../../tester/cli/lab";

lab("3b");
