// node main.mjs ADDRESS: both days in the shop at that address, which is new and has the administrator "keeper". The
// first step with a wrong response ends it, with status 1.
import { adminsDay } from "./admins_day.mjs";
import { customersVisit } from "./customers_visit.mjs";
import { stepsTaken } from "./shop.mjs";

const address = process.argv[2];
if (address === undefined) throw new Error("where is the shop?");
console.log("An admin's day");
await adminsDay(address);
console.log("A customer's visit");
await customersVisit(address);
console.log(`${stepsTaken()} steps`);
