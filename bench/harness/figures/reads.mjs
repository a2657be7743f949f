// What is read: from memory beside nginx, from the database beside a loop on its C interface.
import { nginxConstant, nginxFile, nginxGzip } from '../nginx.mjs';
import { call, fetchGzip, settings } from '../till.mjs';
import { orderCount, productCount } from '../shop.mjs';
import { compare, median } from '../statistics.mjs';

const perSecond = (rounds) => rounds.map((round) => round.per_second);
const latency = (rounds) =>
    `p50 ${median(rounds.map((round) => round.p50_ms)).toFixed(2)} ms, ` +
    `p99 ${median(rounds.map((round) => round.p99_ms)).toFixed(2)} ms`;

/** The same requests to the program and to nginx, which sends a body of the same length. */
async function besideNginx(bench, { path, last, expect, nginx, ...which }) {
    const shop = await bench.shop('sqlite');
    const server = await bench.serve(shop);
    const one = path.replace('{}', '7');
    const sample = await call(server, 'GET', one.replace('/api/v1', ''), { token: shop.admin });
    const zipped = which.gzip && (await fetchGzip(server, one, shop.admin));
    const length = zipped ? zipped.length : Buffer.byteLength(JSON.stringify(sample));
    const limit = await nginx(bench.folderFor('nginx'), zipped || length);
    const request = ['get', path, '--last', `${last}`, '--tokens', shop.customerTokens];
    for (const option of ['conditional', 'gzip', 'plain']) if (which[option]) request.push(`--${option}`);
    const rounds = await bench.inTurns({
        till: () => bench.load(server, [...request, '--warm', '--expect', expect]),
        limit: () => bench.load(limit, [...request, '--expect', zipped ? '"page":7,' : 'x']),
    });
    await server.stop();
    await limit.stop();
    return [{
        unit: 'answers/s',
        ...compare(perSecond(rounds.till), perSecond(rounds.limit)),
        note: `${which.conditional ? 'an answer without a body' : `${length} bytes of body`}; ${latency(rounds.till)}; ` +
            `nginx ${latency(rounds.limit)}`,
    }];
}

const ordersToRead = 20_000;
const readers = 8;

/** Orders that are read at random, without a cache, beside a loop that reads the same rows. */
async function besideDatabase(bench, kind) {
    const shop = await bench.shop(kind);
    const server = await bench.serve(shop, { TILL_CACHE_SECONDS: '0' });
    const missing = ordersToRead - (await orderCount(server, shop));
    if (missing > 0) {
        await bench.load(server, ['orders', '--requests', `${missing}`, '--tokens', shop.customerTokens]);
    }
    const limit = await bench.limitOptions(kind, { own: false });
    const range = ['--last', `${ordersToRead}`];
    const request =
        ['get', '/api/v1/orders/{}', ...range, '--plain', '--tokens', shop.adminTokens, '--expect', '"id":{},'];
    const rounds = await bench.inTurns({
        till: () => bench.load(server, request),
        limit: () => bench.limit([`reads-${kind}`, ...limit, ...range, '--threads', `${readers}`]),
    });
    await server.stop();
    return [{
        unit: 'orders/s',
        ...compare(perSecond(rounds.till), perSecond(rounds.limit)),
        note: latency(rounds.till),
    }];
}

const differs = Object.entries(settings).map(([key, value]) => `${key}="${value}"`).join(', ');
export const common = `64 connections of 16 differing clients, one edge thread, limits on (${differs})`;

export const figures = [
    {
        name: 'cached-product', reach: 0.8,
        work: `\`GET /products/{id}\` of ${productCount} products at random, by 16 clients with tokens and headers of their own`,
        limit: 'one nginx worker, a constant of the same length',
        measure: (bench) => besideNginx(bench, {
            path: '/api/v1/products/{}', last: productCount, expect: '"id":{},', nginx: nginxConstant,
        }),
    },
    {
        name: 'cached-list', reach: 0.8,
        work: '`GET /products?page=N`, 20 a page, 500 pages at random, by the same clients, which accept no coding',
        limit: 'one nginx worker, a static file of the same length',
        measure: (bench) => besideNginx(bench, {
            path: '/api/v1/products?page={}', last: productCount / 20, expect: '"page":{},', nginx: nginxFile, plain: true,
        }),
    },
    {
        name: 'cached-list-gzip', reach: 0.8,
        work: 'cached-list by the same clients, which accept gzip, each in its own way',
        limit: 'one nginx worker, a static file and its gzip of the same bytes (`gzip_static on`)',
        measure: (bench) => besideNginx(bench, {
            path: '/api/v1/products?page={}', last: productCount / 20, expect: '"page":{},', nginx: nginxGzip, gzip: true,
        }),
    },
    {
        name: 'conditional', reach: 0.8,
        work: 'cached-product with `If-None-Match`: 304',
        limit: "one nginx worker, its 304 for a static file",
        measure: (bench) => besideNginx(bench, {
            path: '/api/v1/products/{}', last: productCount, expect: '"id":{},', nginx: nginxFile, conditional: true,
        }),
    },
    ...[['sqlite', 0.4], ['mariadb', 0.6]].map(([kind, reach]) => ({
        name: `read-${kind}`, reach,
        work: `\`GET /orders/{id}\` of ${ordersToRead} orders at random, nothing kept (TILL_CACHE_SECONDS=0)`,
        limit: `a loop on the C interface, prepared statements, the same rows, ${readers} threads ` +
            '(as many as till has readers)',
        measure: (bench) => besideDatabase(bench, kind),
    })),
];
