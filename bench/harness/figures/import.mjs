// Products from a CSV file, beside SQLite's own import of all rows that come of it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { run } from '../processes.mjs';
import { productHeader, productRow, writeRows } from '../shop.mjs';
import { till } from '../till.mjs';
import { compare } from '../statistics.mjs';

const tables = ['products', 'stock', 'stock_movements', 'product_words', 'product_word_counts'];

async function emptyStore(bench) {
    const file = join(bench.folderFor('import'), 'shop.db');
    await till(`sqlite:${file}`, ['migrate']);
    return file;
}

async function secondsOf(work) {
    const begun = performance.now();
    await work();
    return (performance.now() - begun) / 1000;
}

const ask = (file, text) => run('sqlite3', ['-bail', file], { input: text, seconds: 1800 });

/** Each table's rows as the program has written them. */
async function writeTables(bench, file) {
    const folder = bench.folderFor('tables');
    mkdirSync(folder, { recursive: true });
    const outputs = tables.map((table) => `.once ${join(folder, `${table}.csv`)}\nSELECT * FROM ${table};\n`);
    await ask(file, `.mode csv\n${outputs.join('')}`);
    return folder;
}

async function measure(bench) {
    const count = 1_000_000 / bench.scale;
    const csv = join(bench.folderFor('csv'), 'products.csv');
    await writeRows(csv, productHeader, count, productRow);
    const ours = await emptyStore(bench);
    bench.say(`till import products --atomic: ${count} rows`);
    const taken = await secondsOf(() => till(`sqlite:${ours}`, ['import', 'products', '--atomic', csv]));
    const folder = await writeTables(bench, ours);
    const theirs = await emptyStore(bench);
    bench.say(`sqlite3 .import, after ${taken.toFixed(1)} s`);
    const imports = tables.map((table) => `.import ${join(folder, `${table}.csv`)} ${table}\n`).join('');
    const limit = await secondsOf(() => ask(theirs, `PRAGMA synchronous = FULL;\n.mode csv\n${imports}`));
    const rows = Object.fromEntries(await Promise.all([ours, theirs].map(async (file) => [
        file, (await ask(file, tables.map((table) => `SELECT COUNT(*) FROM ${table};\n`).join(''))).trim().split('\n'),
    ])));
    if (`${rows[ours]}` !== `${rows[theirs]}`) throw new Error(`other rows: ${rows[ours]} and ${rows[theirs]}`);
    return [{
        unit: 'products/s', rounds: 1, seconds: Math.round(taken),
        ...compare([count / taken], [count / limit]),
        note: `${count} products: ${tables.map((table, index) => `${rows[ours][index]} ${table}`).join(', ')}; ` +
            `${taken.toFixed(1)} s and ${limit.toFixed(1)} s`,
    }];
}

export const figures = [{
    name: 'import', reach: 0.3,
    work: '`till import products --atomic` of 1,000,000 rows into an empty store on SQLite',
    limit: "`sqlite3 .import` of the rows of all five tables that come of it, dumped from the tables in their own order, " +
        'into an empty store with the same indexes',
    measure,
}];
