// What it was measured on.
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { run } from './processes.mjs';
import { program } from './till.mjs';

async function firstLine(name, args) {
    try {
        return (await run('sh', ['-c', `${name} ${args} 2>&1`])).split('\n')[0].trim();
    } catch {
        return 'not there';
    }
}

/** Without what stands before the first number. */
const version = (text) => text.replace(/^.*?(\d)/, '$1');

export async function describeMachine(folder) {
    const system = /PRETTY_NAME="(.*)"/.exec(readFileSync('/etc/os-release', 'utf8'))[1];
    return {
        processor: `${cpus()[0].model.trim()}, ${cpus().length} of them`,
        memory: `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
        disk: await firstLine('stat', `-f -c %T ${folder}`),
        system: `${system}, Linux ${release()}`,
        Till: await firstLine(program, 'version'),
        compiler: await firstLine('g++', '--version'),
        nginx: version(await firstLine('PATH=$PATH:/usr/sbin nginx', '-v')),
        MariaDB: version(await firstLine('PATH=$PATH:/usr/sbin mariadbd', '--version')),
        SQLite: (await firstLine('sqlite3', '--version')).split(' ')[0],
    };
}

export const commitOf = async () =>
    (await run('git', ['describe', '--always', '--dirty', '--exclude=*'])).trim();
