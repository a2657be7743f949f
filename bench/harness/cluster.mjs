// A shop on several nodes, by script/cluster, in a folder of the run.
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, sleep } from './processes.mjs';
import { openShop } from './shop.mjs';
import { environment } from './till.mjs';

const nodes = 3;

export class Cluster {
    constructor(folder) {
        Object.assign(this, { folder, groups: [] });
    }

    /** script/cluster WORD…, as a person types it. */
    order(...words) {
        return run('script/cluster', ['--data', this.folder, ...words], { env: this.env, seconds: 600 });
    }

    /** All of it, with the database that the figures need. */
    async start() {
        const { TILL_TOKENS_SECRET, TILL_LIMITS_DEFAULT } = environment('');
        // Limits that no client reaches, yet counted; and the same key as the bench's own nodes.
        this.env = { TILL_LIMITS_DEFAULT, TILL_LIMITS_ROUTES: '', TILL_LIMITS_ROLES: '' };
        mkdirSync(join(this.folder, 'cluster'), { recursive: true });
        writeFileSync(join(this.folder, 'cluster', 'signing.key'), TILL_TOKENS_SECRET, { mode: 0o600 });
        await this.order('start', '--port', '0', '--empty', '--nodes', `${nodes}`);
        const lines = readFileSync(join(this.folder, 'cluster', 'addresses'), 'utf8').trim().split('\n');
        this.addresses = Object.fromEntries(lines.map((line) => line.split(' ')));
        this.shop = await openShop(join(this.folder, 'shop'), this.addresses.writer);
    }

    get door() {
        return { url: this.addresses.api };
    }

    /** A node by its number, without HAProxy before it. */
    node(number) {
        const { hostname, port } = new URL(this.addresses.api);
        return { url: `http://${hostname}:${Number(port) + 10 + number}` };
    }

    pidOf(name) {
        return readFileSync(join(this.folder, 'cluster', 'run', name), 'utf8').split(' ')[0];
    }

    /** Gives a part no more than that share of one processor, from now on. */
    allow(name, share) {
        const group = join(cpuGroups(), `till-bench-${process.pid}-${name}`);
        if (!existsSync(group)) {
            mkdirSync(group);
            this.groups.push(group);
        }
        const period = 20_000;
        if (existsSync(join(group, 'cpu.max'))) {
            writeFileSync(join(group, 'cpu.max'), `${Math.round(share * period)} ${period}`);
        } else {
            writeFileSync(join(group, 'cpu.cfs_period_us'), `${period}`);
            writeFileSync(join(group, 'cpu.cfs_quota_us'), `${Math.round(share * period)}`);
        }
        writeFileSync(join(group, 'cgroup.procs'), this.pidOf(name));
    }

    /** Waits until every part does what it should; which node of the database is written on then. */
    async writer() {
        for (let attempt = 1; ; ++attempt) {
            try {
                return /^ *(db\d).*the writer/m.exec(await this.order('status'))[1];
            } catch (error) {
                if (attempt === 60) throw error;
                await sleep(1);
            }
        }
    }

    async stop() {
        await this.order('stop');
        for (const group of this.groups) rmdirSync(group);
    }
}

function cpuGroups() {
    if (existsSync('/sys/fs/cgroup/cpu/cpu.cfs_quota_us') || existsSync('/sys/fs/cgroup/cpu/tasks')) return '/sys/fs/cgroup/cpu';
    if (existsSync('/sys/fs/cgroup/cgroup.subtree_control')) {
        writeFileSync('/sys/fs/cgroup/cgroup.subtree_control', '+cpu');
        return '/sys/fs/cgroup';
    }
    throw new Error('there are no control groups for processors here');
}
