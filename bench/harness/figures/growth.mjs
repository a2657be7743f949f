// How much longer the same reads take in a database that is a hundred times as big.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { customerName, grownOnMariadb, grownStore, isThere } from '../grown.mjs';
import { run } from '../processes.mjs';
import { call, serve, signIn } from '../till.mjs';
import { adminName, password } from '../shop.mjs';
import { median, spread } from '../statistics.mjs';

const small = { products: 10_000, orders: 50_000 };
const bigOf = ({ scale }) => ({ products: 1_000_000 / scale, orders: 5_000_000 / scale });
const perPage = 20;

/** The reads that look at the most rows: of words that all or many have, and of filters that an order's index passes. */
const worstReads = {
    search: [
        'search=a+for+the+house', 'search=c', 'search=cotton+kettle+plain', 'search=house&sort=price&page=50',
        'search=l&min_price=60&sort=-name', `search=${'an+be+co+de+'.repeat(15)}`,
    ],
    filter: [
        'min_price=100&sort=name', 'max_price=0&in_stock=true&sort=name', 'in_stock=false&sort=created_at',
        'category=lamps&min_price=199.99&in_stock=true&sort=name', 'min_price=100&sort=-name&page=100',
        'in_stock=true&max_price=10&sort=-created_at',
    ],
};

/** The reads of a database, as options of `load get`. */
function readsOf({ size, cursor, admin, customer }) {
    const get = (path, expect, tokens, ...more) =>
        ['get', `/api/v1${path}`, '--plain', '--expect', expect, '--tokens', tokens, ...more];
    return {
        'product by id': get('/products/{}', '"id":{},', admin, '--last', `${size.products}`),
        'first page': get('/products', '"page":1,', admin),
        'last page by cursor': get(`/products?after=${encodeURIComponent(cursor)}`, '"items":[{', admin),
        'search, 50 products': get('/products?search=lot000{}', '"total":50,', admin, '--first', '100', '--last', '199'),
        "an account's orders": get('/me/orders', '"total":50,', customer),
        'orders with a filter': get('/orders?status=processing', `"total":${size.orders / 50},`, admin),
    };
}

/** The program on a database, without a cache; `tokens` writes a file with the token of an account. */
async function serveUncached(bench, url) {
    const folder = bench.folderFor('growth');
    const server = await serve(url, join(folder, 'till.log'), { TILL_CACHE_SECONDS: '0' });
    const tokens = async (name) => {
        const file = join(folder, `${name}.tokens`);
        writeFileSync(file, `${await signIn(server, name, password)}\n`);
        return file;
    };
    return { server, tokens };
}

async function open(bench, size) {
    const url = await grownStore(size, (text) => bench.say(text));
    // From the disk into the memory of the system, as for a shop that runs for long.
    await run('sh', ['-c', `cat ${url.replace('sqlite:', '')} > /dev/null`]);
    const { server, tokens } = await serveUncached(bench, url);
    const page = size.products / perPage - 1;
    const token = await signIn(server, adminName, password);
    const cursor = (await call(server, 'GET', `/products?page=${page}`, { token })).next_cursor;
    const admin = await tokens(adminName);
    return { server, admin, reads: readsOf({ size, cursor, admin, customer: await tokens(customerName) }) };
}

async function measure(bench, { named }) {
    const big = bigOf(bench);
    if (!named && !isThere(big)) {
        throw new Error('the big store is not there yet; `script/bench growth` makes it, in some minutes');
    }
    const stores = { limit: await open(bench, small), till: await open(bench, big) };
    const rows = [];
    const rounds = (args) => bench.inTurns({
        till: () => bench.load(stores.till.server, args.till, { connections: 1 }),
        limit: () => bench.load(stores.limit.server, args.limit, { connections: 1 }),
    });
    for (const read of Object.keys(stores.till.reads)) {
        const both = await rounds({ till: stores.till.reads[read], limit: stores.limit.reads[read] });
        for (const part of ['p50', 'p99']) {
            const of = (side) => both[side].map((round) => round[`${part}_ms`]);
            rows.push({
                variant: `${read}, ${part}`, unit: 'ms', till: spread(of('till')), limit: spread(of('limit')),
                ratio: {
                    ...spread(of('till').map((value, round) => value / of('limit')[round])),
                    median: median(of('till')) / median(of('limit')),
                },
            });
        }
    }
    rows.push(await commonWord(bench, stores.till, big));
    rows.push(...await worstOfAll(bench, 'sqlite', stores.till));
    await stores.till.server.stop();
    await stores.limit.server.stop();
    rows.push(...await worstOnMariadb(bench, big));
    return rows;
}

async function worstOnMariadb(bench, size) {
    const database = await grownOnMariadb(size, (text) => bench.say(text));
    try {
        const { server, tokens } = await serveUncached(bench, database.url);
        const rows = await worstOfAll(bench, 'mariadb', { server, admin: await tokens(adminName) });
        await server.stop();
        return rows;
    } finally {
        await database.stop();
    }
}

async function commonWord(bench, { server, admin }, size) {
    const expect = `"total":${size.products / 20},`;
    const args = ['get', '/api/v1/products?search=cotton', '--plain', '--expect', expect, '--tokens', admin];
    const { alone } = await bench.inTurns({ alone: () => bench.load(server, args, { connections: 1 }) });
    return {
        variant: 'search, 5 % of all products, p99', unit: 'ms', reach: 20, atMost: true, ratio: null,
        till: spread(alone.map((round) => round.p99_ms)),
        note: `p50 ${median(alone.map((round) => round.p50_ms)).toFixed(2)} ms`,
    };
}

async function worstOfAll(bench, database, store) {
    const rows = [];
    for (const [kind, queries] of Object.entries(worstReads)) {
        rows.push(await worst(bench, store, `worst ${kind}, p99, ${database}`, queries));
    }
    return rows;
}

/** The worst of the queries. */
async function worst(bench, { server, admin }, variant, queries) {
    const all = [];
    for (const query of queries) {
        const args = ['get', `/api/v1/products?${query}`, '--plain', '--expect', '"items":', '--tokens', admin];
        const { alone } = await bench.inTurns({ alone: () => bench.load(server, args, { connections: 1 }) });
        all.push({ query, p99: spread(alone.map((round) => round.p99_ms)) });
    }
    const { query, p99 } = all.reduce((a, b) => (a.p99.median > b.p99.median ? a : b));
    return { variant, unit: 'ms', reach: 20, atMost: true, ratio: null, till: p99, note: query };
}

export const figures = [{
    name: 'growth', reach: 2, atMost: true,
    work: 'reads of a store on SQLite with 1,000,000 products and 5,000,000 orders of one line, 50 a customer; one ' +
        'connection, nothing kept (TILL_CACHE_SECONDS=0), its file in the memory of the system',
    limit: 'the same with 10,000 products and 50,000 orders',
    measure,
}];
