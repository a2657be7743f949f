// Writes generated/limits.ts: how long texts and how large numbers may be in what the pages send, and which columns files
// have, as the API document has it, so that no form knows limits of its own.
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
    "PasswordChange",
    "ProductDetails",
    "Registration",
];
const asked = ["listAccounts", "listCustomers", "listLowStock", "listProducts"];
const limits = ["minLength", "maxLength", "minimum", "maximum"];

const document = load(readFileSync(new URL("../openapi/swagger.yaml", import.meta.url), "utf8"));
const only = (names, from) => Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
const limitsOf = ({ properties = {} }) =>
    Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, only(limits, property)]));

const missing = sent.filter((name) => !(name in document.components.schemas));
if (missing.length > 0) throw new Error(`the API document has no ${missing.join(", ")}`);
const found = Object.fromEntries(sent.map((name) => [name, limitsOf(document.components.schemas[name])]));
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
const queries = asked.map((name) => {
    const operation = operations.find(({ operationId }) => operationId === name);
    if (!operation) throw new Error(`the API document has no ${name}`);
    return [name, Object.fromEntries(operation.parameters.map(({ name, schema = {} }) => [name, only(limits, schema)]))];
});
// What the body of each operation may have: how many bytes, and which columns, if it is a CSV file.
const ofBodies = (key) =>
    Object.fromEntries(
        operations
            .filter(({ requestBody }) => requestBody?.[key])
            .map(({ operationId, requestBody }) => [operationId, requestBody[key]]),
    );
writeFileSync(
    new URL("generated/limits.ts", import.meta.url),
    "// Made by limits.mjs from openapi/swagger.yaml.\n" +
        `export const limits = ${JSON.stringify(found, null, 4)} as const;\n` +
        `export const queryLimits = ${JSON.stringify(Object.fromEntries(queries), null, 4)} as const;\n` +
        `export const bytesMax: Record<string, number> = ${JSON.stringify(ofBodies("x-max-bytes"), null, 4)};\n` +
        `export const columnsOf: Record<string, string[]> = ${JSON.stringify(ofBodies("x-columns"), null, 4)};\n`,
);
