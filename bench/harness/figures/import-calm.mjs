// How long an order takes while a file of products comes in: beside the same load alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { start, sleep } from '../processes.mjs';
import { productHeader, productRow, writeRows } from '../shop.mjs';
import { environment, program } from '../till.mjs';
import { median, spread } from '../statistics.mjs';

const rowCount = 100_000;
let filesMade = 0;

/** A file of products that the shop does not have yet. */
async function newProducts(bench) {
    const file = join(bench.folderFor('csv'), 'products.csv');
    const first = 10_000_000 * ++filesMade;
    await writeRows(file, productHeader, rowCount, (number) => productRow(first + number));
    return file;
}

async function sendFile(server, shop, file) {
    const answer = await fetch(`${server.url}/api/v1/imports/products`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${shop.admin}`, 'Content-Type': 'text/csv' },
        body: readFileSync(file),
    });
    if (answer.status !== 202) throw new Error(`the import: ${answer.status} ${await answer.text()}`);
    return `${server.url}${answer.headers.get('location')}`;
}

/** Each begins an import and gives how far it is: 100 when it has ended. */
const ways = {
    HTTP: async (bench, shop, server) => {
        const job = await sendFile(server, shop, await newProducts(bench));
        const headers = { Authorization: `Bearer ${shop.admin}` };
        return { percent: async () => (await (await fetch(job, { headers })).json()).percent, stop: () => {} };
    },
    'till import': async (bench, shop) => {
        const args = ['--config', 'config/till.toml', 'import', 'products', await newProducts(bench)];
        const log = join(bench.folderFor('import'), 'log');
        const other = start(program, args, { env: environment(shop.url), log });
        let percent = 0;
        other.ended().then(() => (percent = 100), () => (percent = 100));
        return { percent: () => percent, stop: () => other.stop() };
    },
};

async function measureWay(bench, kind, way) {
    const shop = await bench.shop(kind);
    const place = (server) =>
        bench.load(server, ['orders', ...shop.products, '--tokens', shop.customerTokens]);
    const served = async (work) => {
        const server = await bench.serve(shop);
        try {
            return await work(server);
        } finally {
            await server.stop(); // and with it what is still to be imported
        }
    };
    const rounds = await bench.inTurns({
        beside: () => served(async (server) => {
            const other = await ways[way](bench, shop, server);
            await sleep(0.5);
            const round = await place(server);
            if ((await other.percent()) === 100) throw new Error('the import has ended before the round');
            await other.stop();
            return round;
        }),
        alone: () => served(place),
    });
    const p99 = (side) => side.map((round) => round.p99_ms);
    const refused = rounds.beside.reduce((sum, { statuses }) => sum + (statuses['503'] ?? 0), 0);
    return {
        variant: `${kind}, ${way}`, unit: 'ms', till: spread(p99(rounds.beside)), limit: spread(p99(rounds.alone)),
        ratio: {
            ...spread(rounds.beside.map((round, index) => round.p99_ms / rounds.alone[index].p99_ms)),
            median: median(p99(rounds.beside)) / median(p99(rounds.alone)),
        },
        note: `${refused} orders refused`,
    };
}

async function measure(bench) {
    const rows = [];
    for (const kind of ['sqlite', 'mariadb']) {
        for (const way of Object.keys(ways)) rows.push(await measureWay(bench, kind, way));
    }
    return rows;
}

export const figures = [{
    name: 'import-calm', reach: 3, atMost: true,
    work: `p99 of orders-sqlite and orders-mariadb while ${rowCount.toLocaleString('en')} new products are imported over ` +
        'HTTP, and while `till import` brings them from another process',
    limit: 'the same without',
    measure,
}];
