// Writes generated/limits.ts: how long texts and how large numbers may be in what the pages send, as the API document has
// it, so that no form knows limits of its own.
import { readFileSync, writeFileSync } from "node:fs";
import { load } from "js-yaml";

const sent = [
    "AccountDetails",
    "CartQuantity",
    "Checkout",
    "CustomerDetails",
    "NewAccount",
    "NewCartItem",
    "NewProduct",
    "NewStockMovement",
    "OrderCancellation",
    "OrderMove",
    "ProductDetails",
    "Registration",
];
const limits = ["minLength", "maxLength", "minimum", "maximum"];

const document = load(readFileSync(new URL("../openapi/swagger.yaml", import.meta.url), "utf8"));
const only = (names, from) => Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
const limitsOf = ({ properties = {} }) =>
    Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, only(limits, property)]));

const missing = sent.filter((name) => !(name in document.components.schemas));
if (missing.length > 0) throw new Error(`the API document has no ${missing.join(", ")}`);
const found = Object.fromEntries(sent.map((name) => [name, limitsOf(document.components.schemas[name])]));
// How many bytes each operation takes that is sent a file.
const bodies = Object.values(document.paths)
    .flatMap((path) => Object.values(path))
    .filter(({ requestBody }) => requestBody?.["x-max-bytes"])
    .map(({ operationId, requestBody }) => [operationId, requestBody["x-max-bytes"]]);
writeFileSync(
    new URL("generated/limits.ts", import.meta.url),
    "// Made by limits.mjs from openapi/swagger.yaml.\n" +
        `export const limits = ${JSON.stringify(found, null, 4)} as const;\n` +
        `export const bytesMax: Record<string, number> = ${JSON.stringify(Object.fromEntries(bodies), null, 4)};\n`,
);
