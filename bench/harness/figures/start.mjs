// From the start of the program to its first response, and its memory.
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { sleep } from '../processes.mjs';
import { call, memoryOf } from '../till.mjs';
import { productCount } from '../shop.mjs';
import { spread } from '../statistics.mjs';

const idleConnections = 10_000;
const starts = 5;

async function startOnce(bench, shop) {
    const begun = performance.now();
    const server = await bench.serve(shop);
    await call(server, 'GET', '/products/1', { token: shop.admin });
    return { server, seconds: (performance.now() - begun) / 1000 };
}

/** A figure that has a bound of its own instead of a limit that is measured. */
const bounded = (variant, unit, values, reach, note) => ({
    variant, unit, reach, atMost: true, till: spread(values), ratio: null, note,
});

async function measure(bench) {
    const shop = await bench.shop('sqlite');
    const seconds = [];
    const atRest = [];
    for (let i = 0; i < starts; ++i) {
        const { server, seconds: taken } = await startOnce(bench, shop);
        seconds.push(taken);
        await sleep(1);
        atRest.push(memoryOf(server.pid));
        await server.stop();
    }
    const { server } = await startOnce(bench, shop);
    const holding = bench.loadBeside(server, ['hold'], idleConnections, join(bench.folderFor('held'), 'log'));
    await holding.line(/^holding/);
    await sleep(2);
    const held = memoryOf(server.pid);
    await holding.stop();
    await server.stop();
    const pss = (values) => `of it, ${Math.max(...values.map((value) => value.pss)).toFixed(1)} MB its own share (PSS)`;
    return [
        bounded('first answer', 's', seconds, 0.15, `${starts} starts, until \`GET /products/1\` was answered`),
        bounded('at rest', 'MB', atRest.map((value) => value.rss), 32, `resident a second later; ${pss(atRest)}`),
        bounded(`${idleConnections} idle connections`, 'MB', [held.rss], 128, `resident; ${pss([held])}`),
    ];
}

export const figures = [{
    name: 'start',
    work: `\`till serve\` on a store of ${productCount} products: from exec to its first answer, and its memory`,
    limit: 'the bound that the row names',
    measure,
}];
