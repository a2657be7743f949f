// How long a cached response takes under other load: beside the same figure alone.
import { join } from 'node:path';
import { sleep } from '../processes.mjs';
import { adminName, password, productCount } from '../shop.mjs';
import { median, spread } from '../statistics.mjs';

const signInsPerSecond = 1000;
const slowConnections = 1000;
// The products that are read are the first half; those that are ordered, the other: an order changes the stock of its
// products, and so their responses.
const half = productCount / 2;

const variants = {
    'sign-ins': (seconds) => ({
        connections: 64,
        args: ['sign-ins', '--username', adminName, '--password', password,
            '--per-second', `${signInsPerSecond}`, '--seconds', `${seconds}`],
    }),
    'slow client': (seconds) => ({
        connections: slowConnections, args: ['hold', '--trickle', '--seconds', `${seconds}`],
    }),
    orders: (seconds, shop) => ({
        connections: 64,
        args: ['orders', '--first', `${half + 1}`, '--last', `${productCount}`, '--tokens', shop.customerTokens,
            '--seconds', `${seconds}`],
    }),
};

async function measure(bench) {
    const shop = await bench.shop('sqlite');
    const rows = [];
    for (const [variant, noise] of Object.entries(variants)) {
        const server = await bench.serve(shop);
        const read = () => bench.load(server, ['get', '/api/v1/products/{}', '--last', `${half}`, '--expect', '"id":{},',
            '--tokens', shop.customerTokens, '--warm']);
        const rounds = await bench.inTurns({
            beside: async () => {
                const { connections, args } = noise(bench.seconds + 2, shop);
                const log = join(bench.folderFor('beside'), 'log');
                const other = bench.loadBeside(server, args, connections, log);
                await sleep(0.5);
                const round = await read();
                await other.ended();
                return round;
            },
            alone: read,
        });
        await server.stop();
        const p99 = (side) => side.map((round) => round.p99_ms);
        const rate = (side) => Math.round(median(side.map((round) => round.per_second)));
        rows.push({
            variant, unit: 'ms', till: spread(p99(rounds.beside)), limit: spread(p99(rounds.alone)),
            ratio: {
                ...spread(rounds.beside.map((round, index) => round.p99_ms / rounds.alone[index].p99_ms)),
                median: median(p99(rounds.beside)) / median(p99(rounds.alone)),
            },
            note: `${rate(rounds.beside)} answers/s beside it, ${rate(rounds.alone)} alone`,
        });
    }
    return rows;
}

export const figures = [{
    name: 'calm', reach: 3, atMost: true,
    work: `p99 of cached-product while ${signInsPerSecond} sign-ins a second come in over 64 connections, while a slow ` +
        `client holds ${slowConnections} connections and sends a byte a second on each, and while 64 connections ` +
        'place orders as fast as they can, of products other than those that are read',
    limit: 'the same without',
    measure,
}];
