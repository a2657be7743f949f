import { askEarly } from "./early";

askEarly();
// One after the other, so that starting them is no single long task.
void import("react-dom/client").then(() => import("./app"));
