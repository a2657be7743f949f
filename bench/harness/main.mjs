// Measures the figures that are named, or all, and writes the page. script/bench starts it.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Bench } from './bench.mjs';
import { commitOf, describeMachine } from './machine.mjs';
import { endAll, keepPidsIn } from './processes.mjs';
import { keep, keyOf, number, reached } from './results.mjs';
import { figures as calm } from './figures/calm.mjs';
import { figures as cluster } from './figures/cluster.mjs';
import { figures as growth } from './figures/growth.mjs';
import { figures as importing } from './figures/import.mjs';
import { figures as importCalm } from './figures/import-calm.mjs';
import { figures as orders } from './figures/orders.mjs';
import { figures as reads } from './figures/reads.mjs';
import { figures as start } from './figures/start.mjs';

const figures = [...reads, ...orders, ...growth, ...importing, ...start, ...calm, ...importCalm, ...cluster];

const { values: options, positionals: names } = parseArgs({
    allowPositionals: true,
    options: {
        folder: { type: 'string' }, rounds: { type: 'string' }, seconds: { type: 'string' },
        list: { type: 'boolean' }, small: { type: 'boolean' }, check: { type: 'boolean' }, 'no-write': { type: 'boolean' },
    },
});

function show(row) {
    const limit = row.limit ? `limit ${number(row.limit.median)}` : '';
    const ratio = row.ratio && `ratio ${number(row.ratio.median)} (${number(row.ratio.min)} – ${number(row.ratio.max)})`;
    const verdict = !row.reach ? '' : reached(row) ? `reached ${row.reach}` : `short of ${row.reach}`;
    return `${keyOf(row).padEnd(30)} ${number(row.till.median).padStart(9)} ${row.unit.padEnd(10)} ` +
        `${limit.padEnd(15)} ${(ratio ?? '').padEnd(26)} ${verdict}`;
}

async function measure(bench, figure, stamp) {
    process.stderr.write(`==> ${figure.name}\n`);
    const load = loadavg()[0];
    const rows = (await figure.measure(bench, { named: names.includes(figure.name) })).map((row) => ({
        name: figure.name, reach: figure.reach, atMost: figure.atMost,
        rounds: bench.rounds, seconds: bench.seconds, load, ...stamp, ...row,
    }));
    for (const row of rows) bench.say(show(row));
    return rows;
}

async function main() {
    if (options.list) {
        for (const { name, work } of figures) console.log(`${name.padEnd(16)} ${work.replaceAll('`', '')}`);
        return;
    }
    const unknown = names.filter((name) => !figures.some((figure) => figure.name === name));
    if (unknown.length > 0) throw new Error(`no such figure: ${unknown.join(', ')} (see --list)`);
    keepPidsIn(`${options.folder}/pids`);
    const bench = new Bench({
        folder: options.folder, rounds: Number(options.rounds), seconds: Number(options.seconds),
        scale: options.check ? 50 : options.small ? 10 : 1,
    });
    const stamp = { date: new Date().toISOString().slice(0, 16).replace('T', ' '), commit: await commitOf() };
    const chosen = figures.filter(({ name, apart }) => (names.length === 0 ? !apart : names.includes(name)));
    const rows = [];
    const failed = [];
    for (const figure of chosen) {
        try {
            rows.push(...(await measure(bench, figure, stamp)));
        } catch (error) {
            failed.push(`${figure.name}: ${error.message}`);
            process.stderr.write(`    failed: ${error.message}\n`);
        }
    }
    await bench.end();
    console.log(rows.map(show).join('\n'));
    if (!options['no-write']) keep(figures, rows, await describeMachine(options.folder));
    if (failed.length > 0) throw new Error(`not measured: ${failed.join('; ')}`);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
        endAll();
        process.exit(130);
    });
}
try {
    await main();
} catch (error) {
    process.stderr.write(`bench: ${error.message}\n`);
    process.exitCode = 1;
}
endAll();
