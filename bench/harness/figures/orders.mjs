// What is written: orders, beside a loop that writes the same rows; and what is harder than plain orders, beside these.
import { orderCount, productCount } from '../shop.mjs';
import { compare, median } from '../statistics.mjs';

const products = ['--last', `${productCount}`];
export const note = (rounds) =>
    `p50 ${median(rounds.map((round) => round.p50_ms)).toFixed(2)} ms, ` +
    `p99 ${median(rounds.map((round) => round.p99_ms)).toFixed(2)} ms`;

/** A round of load that places orders: after it the shop has as many more as got a 201. */
export async function placing(bench, server, shop, args) {
    const before = await orderCount(server, shop);
    const round = await bench.load(server, [...args, ...shop.products, '--tokens', shop.customerTokens]);
    const placed = (await orderCount(server, shop)) - before;
    const answered = round.statuses['201'] ?? 0;
    if (placed !== answered) throw new Error(`${answered} orders were answered, and ${placed} are there`);
    return { ...round, orders_per_second: answered / round.seconds };
}

export const perSecond = (rounds) => rounds.map((round) => round.orders_per_second ?? round.per_second);

const limits = {
    sqlite: ['orders-sqlite', '--group', '64'],
    mariadb: ['orders-mariadb', '--threads', '32'],
};

async function besideDatabase(bench, kind) {
    const shop = await bench.shop(kind);
    const limit = [...limits[kind], ...(await bench.limitOptions(kind, { own: true })), ...products];
    const server = await bench.serve(shop);
    const rounds = await bench.inTurns({
        till: () => placing(bench, server, shop, ['orders']),
        limit: () => bench.limit(limit),
    });
    await server.stop();
    return [{ unit: 'orders/s', ...compare(perSecond(rounds.till), perSecond(rounds.limit)), note: note(rounds.till) }];
}

async function besideOrders(bench, kind, { args, share }) {
    const shop = await bench.shop(kind);
    const server = await bench.serve(shop);
    const rounds = await bench.inTurns({
        till: () => placing(bench, server, shop, args),
        limit: () => placing(bench, server, shop, ['orders']),
    });
    await server.stop();
    return {
        variant: kind, unit: 'orders/s',
        ...compare(perSecond(rounds.till), perSecond(rounds.limit).map((rate) => rate * share)),
        note: note(rounds.till),
    };
}

const onBoth = async (bench, options) => [
    await besideOrders(bench, 'sqlite', options), await besideOrders(bench, 'mariadb', options),
];

export const figures = [
    {
        name: 'orders-sqlite', reach: 0.5,
        work: '`POST /orders`, three lines, no idempotency key, durable',
        limit: "a loop on SQLite's C interface, the same rows in groups of 64, WAL, `synchronous=FULL`",
        measure: (bench) => besideDatabase(bench, 'sqlite'),
    },
    {
        name: 'orders-mariadb', reach: 1.3,
        work: 'the same, `innodb_flush_log_at_trx_commit=1`',
        limit: 'a loop on the C interface, 32 connections, one transaction an order',
        measure: (bench) => besideDatabase(bench, 'mariadb'),
    },
    {
        name: 'hot-product', reach: 0.9,
        work: 'the same, one product is in every order',
        limit: 'orders-sqlite, orders-mariadb',
        measure: (bench) => onBoth(bench, { args: ['orders', '--hot'], share: 1 }),
    },
    {
        name: 'checkout', reach: 0.8,
        work: 'two `POST /cart/items` and one `POST /cart/checkout`, each connection a customer',
        limit: 'orders-sqlite, orders-mariadb ÷ 3',
        measure: (bench) => onBoth(bench, { args: ['checkouts'], share: 1 / 3 }),
    },
];
