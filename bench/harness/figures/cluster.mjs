// Several nodes of one shop: what they carry together, how late one learns of another's change, and how long a fault
// prevents orders. All of it on one machine, so only the shape of these figures means something.
import { performance } from 'node:perf_hooks';
import { sleep } from '../processes.mjs';
import { median, spread } from '../statistics.mjs';
import { call } from '../till.mjs';
import { customerTokensOf, productCount } from '../shop.mjs';
import { note, perSecond, placing } from './orders.mjs';

const shareOfANode = 0.08;
const connections = 512; // so many that a node that has used up its share for now always has work when it continues
const changes = 300;

/** Reads through HAProxy, with one, two and three nodes that may each use a share of a processor. */
async function reads(bench) {
    const cluster = await bench.cluster();
    const { shop } = cluster;
    await cluster.order('stop', 'till2', 'till3');
    const rows = [];
    try {
        for (const nodes of [1, 2, 3]) {
            if (nodes > 1) await cluster.order('start', `till${nodes}`);
            cluster.allow(`till${nodes}`, shareOfANode);
            const asked =
                ['get', '/api/v1/products/{}', ...shop.products, '--expect', '"id":{},', '--tokens', shop.customerTokens];
            await bench.load(cluster.door, [...asked, '--seconds', '2'], { connections });
            const rounds = [];
            for (let round = 0; round < bench.rounds; ++round) rounds.push(await bench.load(cluster.door, asked, { connections }));
            const variant = nodes === 1 ? '1 node' : `${nodes} nodes`;
            rows.push({ variant, unit: 'answers/s', till: spread(perSecond(rounds)), note: note(rounds) });
        }
    } finally {
        await cluster.order('start', 'till2', 'till3');
        for (const node of [1, 2, 3]) cluster.allow(`till${node}`, 2);
    }
    return rows;
}

/** Orders of one node, on a MariaDB by itself and on three with Galera. */
async function orders(bench) {
    const cluster = await bench.cluster();
    const alone = await bench.shop('mariadb');
    const galera = { ...cluster.shop, url: cluster.addresses.writer };
    const sides = [
        ['one MariaDB', alone, {}],
        ['Galera, one transaction an order', galera, { TILL_DATABASE_GROUP: '1' }],
        ['Galera, grouped', galera, {}],
    ];
    const rows = [];
    for (const [variant, shop, changed] of sides) {
        const server = await bench.serve(shop, changed);
        const rounds = [];
        for (let round = 0; round < bench.rounds; ++round) rounds.push(await placing(bench, server, shop, ['orders']));
        await server.stop();
        rows.push({ variant, unit: 'orders/s', till: spread(perSecond(rounds)), note: note(rounds) });
    }
    return rows;
}

/** From the response to a change on one node to the first read on another that returns it. */
async function freshness(bench) {
    const cluster = await bench.cluster();
    const token = cluster.shop.admin;
    const [here, there] = [cluster.node(1), cluster.node(2)];
    const { id } = (await call(here, 'GET', '/products?per_page=1', { token })).items[0];
    const lags = [];
    for (let change = 1; change <= changes; ++change) {
        const name = `As of change ${change}`;
        await call(there, 'GET', `/products/${id}`, { token }); // so that there is an old value to be returned
        await call(here, 'PATCH', `/products/${id}`, { token, body: { name } });
        const begun = performance.now();
        while ((await call(there, 'GET', `/products/${id}`, { token })).name !== name) {
            if (performance.now() - begun > 60_000) throw new Error('the other node does not learn of a change');
        }
        lags.push(performance.now() - begun);
    }
    lags.sort((a, b) => a - b);
    const p99 = lags[Math.ceil(lags.length * 0.99) - 1];
    return [{
        unit: 'ms', atMost: true, till: { median: p99, min: lags[0], max: lags.at(-1) }, ratio: null,
        note: `p99 of ${changes} changes, with the shortest and the longest; median ${median(lags).toFixed(2)} ms`,
    }];
}

/** Customers who order one after the other through the door, each with a key and as often as it takes. */
class Buyers {
    constructor(cluster, product, count = 8) {
        Object.assign(this, { cluster, product, answered: [], failed: 0, ended: false });
        const tokens = customerTokensOf(cluster.shop);
        this.all = Array.from({ length: count }, (_, index) => this.#buy(tokens[index % tokens.length]));
    }

    async #buy(token) {
        const body = { items: [{ product_id: this.product, quantity: 1 }] };
        while (!this.ended) {
            try {
                await call(this.cluster.door, 'POST', '/orders', { token, body, status: 201, seconds: 10 });
                this.answered.push(performance.now());
            } catch {
                this.failed += 1;
                await sleep(0.05);
            }
        }
    }

    async end() {
        this.ended = true;
        await Promise.all(this.all);
    }

    /** The longest time without an order since then. */
    longestPause(since) {
        const times = [since, ...this.answered.filter((time) => time >= since), performance.now()].sort((a, b) => a - b);
        return Math.max(...times.slice(1).map((time, index) => time - times[index])) / 1000;
    }
}

const faults = [
    ['a Till node killed', 'kill', 'till1', 'start'],
    ['a Till node frozen', 'freeze', 'till1', 'thaw'],
    ['a database node that stands by killed', 'kill', 'another', 'start'],
    ['the database node that is written on killed', 'kill', 'writer', 'start'],
    ['the database node that is written on frozen', 'freeze', 'writer', 'thaw'],
    ['the database node that is written on isolated', 'isolate', 'writer', 'mend'],
    ['Redis killed', 'kill', 'redis', 'start'],
    ['Redis frozen', 'freeze', 'redis', 'thaw'],
    ["HAProxy's file read again", 'reload'],
    ['every Till node upgraded', 'upgrade'],
];

async function recovery(bench) {
    const cluster = await bench.cluster();
    const { id } = (await call(cluster.door, 'GET', '/products?per_page=1', { token: cluster.shop.admin })).items[0];
    const rows = [];
    for (const [variant, word, part, mending] of faults) {
        const writer = await cluster.writer();
        const name = part === 'another' ? (writer === 'db1' ? 'db2' : 'db1') : part === 'writer' ? writer : part;
        const buyers = new Buyers(cluster, id);
        await sleep(2);
        const begun = performance.now();
        await cluster.order(word, ...(name ? [name] : []));
        await sleep(15);
        await buyers.end();
        const pause = buyers.longestPause(begun);
        if (mending) await cluster.order(mending, name);
        rows.push({
            variant, unit: 's', atMost: true, till: spread([pause]), ratio: null,
            note: `${buyers.answered.length} orders answered, ${buyers.failed} requests failed`,
        });
        await sleep(3);
    }
    return rows;
}

export const figures = [
    {
        name: 'cluster-reads', apart: true, measure: reads,
        work: `\`GET /products/{id}\`, ${productCount} products, kept by the nodes and counted together in Redis, through ` +
            `HAProxy; ` +
            `${connections} connections; each node may use ${shareOfANode * 100} % of one processor`,
    },
    {
        name: 'cluster-orders', apart: true, measure: orders,
        work: '`POST /orders` as in orders-mariadb, at one node; three database nodes share the two processors with all else',
    },
    {
        name: 'cluster-freshness', apart: true, reach: 100, measure: freshness,
        work: "from the answer to a `PATCH` on one node to the first read on another that shows it, the other node's kept " +
            'answer being older',
        limit: 'the bound',
    },
    {
        name: 'cluster-recovery', apart: true, measure: recovery,
        work: 'the longest time without an answered order, of eight customers at HAProxy, in the fifteen seconds from a fault on',
    },
];
