// One run: its folder, what was started in it, and how two sides are measured in turns.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from './cluster.mjs';
import { run, start } from './processes.mjs';
import { openShop, fillStore } from './shop.mjs';
import { serve } from './till.mjs';

const programs = process.env.BENCH_PROGRAMS;

export class Bench {
    #shops = {};
    #limits = {};
    #mariadb;
    #cluster;
    #folders = 0;

    /** `scale`: by how much the big databases are smaller than they should be. */
    constructor({ folder, rounds, seconds, scale }) {
        Object.assign(this, { folder, rounds, seconds, scale });
    }

    /** A new folder of this run. */
    folderFor(name) {
        const folder = join(this.folder, `${name}-${++this.#folders}`);
        mkdirSync(folder);
        return folder;
    }

    say(text) {
        process.stderr.write(`    ${text}\n`);
    }

    /** The private MariaDB: {socket, url, passwordFile, pid}. */
    async mariadb() {
        if (this.#mariadb) return this.#mariadb;
        this.say('starting a MariaDB');
        const folder = join(this.folder, 'mariadb');
        const [socket, url] = (await run('bench/harness/mariadb', ['start', folder])).trim().split('\n').slice(-2);
        this.#mariadb = { socket, url, passwordFile: join(folder, 'password') };
        return this.#mariadb;
    }

    async #urlOf(kind, name, folder) {
        if (kind === 'sqlite') return `sqlite:${join(folder, `${name}.db`)}`;
        const { socket, url } = await this.mariadb();
        if (name === 'till') return url;
        await run('bench/harness/mariadb', ['database', socket, name]);
        return url.replace('/till?', `/${name}?`);
    }

    /** The shop on a kind of database that the figures share; made at the first call. */
    async shop(kind) {
        if (!this.#shops[kind]) {
            this.say(`filling a store on ${kind}`);
            const folder = this.folderFor(`shop-${kind}`);
            this.#shops[kind] = await openShop(folder, await this.#urlOf(kind, 'till', folder));
        }
        return this.#shops[kind];
    }

    /** The same products and customers in a database that only the limit writes to. */
    async limitStore(kind) {
        if (!this.#limits[kind]) {
            const folder = this.folderFor(`limit-${kind}`);
            const name = kind === 'sqlite' ? 'limit' : 'till_limit';
            const url = await this.#urlOf(kind, name, folder);
            await fillStore(folder, url);
            this.#limits[kind] = { folder, name, file: join(folder, 'limit.db') };
        }
        return this.#limits[kind];
    }

    /** Several nodes of one shop; started at the first call. */
    async cluster() {
        if (!this.#cluster) {
            this.say('starting a cluster');
            this.#cluster = new Cluster(this.folderFor('cluster'));
            await this.#cluster.start();
        }
        return this.#cluster;
    }

    async end() {
        await this.#cluster?.stop();
    }

    serve(shop, changes) {
        return serve(shop.url, shop.log, changes);
    }

    /** One round of load: what it says. */
    async load(server, args, { connections = 64, seconds = this.seconds } = {}) {
        const timed = args.includes('--requests') || args.includes('--seconds') ? [] : ['--seconds', `${seconds}`];
        const all = ['--url', server.url, '--connections', `${connections}`, ...args, ...timed];
        return JSON.parse(await run(join(programs, 'load'), all));
    }

    /** Load that runs beside a measurement. */
    loadBeside(server, args, connections, log) {
        const all = ['--url', server.url, '--connections', `${connections}`, ...args];
        return start(join(programs, 'load'), all, { log });
    }

    async limit(args) {
        return JSON.parse(await run(join(programs, 'limit'), [...args, '--seconds', `${this.seconds}`]));
    }

    /** The database that the limit works on: options of `limit`. */
    async limitOptions(kind, { own }) {
        if (kind === 'sqlite') {
            const store = own ? (await this.limitStore(kind)).file : (await this.shop(kind)).url.replace('sqlite:', '');
            return ['--database', store];
        }
        const { socket, passwordFile } = await this.mariadb();
        const database = own ? (await this.limitStore(kind)).name : 'till';
        return ['--socket', socket, '--password-file', passwordFile, '--database', database];
    }

    /** A B A B …: what each round of each side gave. */
    async inTurns(sides) {
        const rounds = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
        for (let round = 1; round <= this.rounds; ++round) {
            for (const [name, side] of Object.entries(sides)) {
                rounds[name].push(await side());
            }
        }
        return rounds;
    }
}
