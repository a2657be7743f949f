// Keeps what was measured in bench/results.json, a row a figure, and writes bench/RESULTS.md from it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const file = 'bench/results.json';
const page = 'bench/RESULTS.md';

export const keyOf = (row) => (row.variant ? `${row.name} (${row.variant})` : row.name);

const read = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { machine: {}, rows: [] });

/** Puts rows in the place of those of the same figures. */
export function keep(figures, measured, machine) {
    const names = new Set(measured.map((row) => row.name));
    const rows = [...read().rows.filter((row) => !names.has(row.name)), ...measured];
    const place = (row) => figures.findIndex((figure) => figure.name === row.name);
    const known = rows.filter((row) => place(row) >= 0).sort((a, b) => place(a) - place(b));
    const results = { machine, rows: known };
    writeFileSync(file, JSON.stringify(results, null, 2) + '\n');
    writeFileSync(page, render(figures, results));
}

export function number(value) {
    if (value >= 1000) return Math.round(value).toLocaleString('en-GB');
    return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value < 0.1 ? 3 : 2);
}

const withSpread = (of) => (of ? `${number(of.median)} (${number(of.min)} – ${number(of.max)})` : '');

/** What is held against the reach: the ratio, or the value itself where there is nothing beside it. */
const judged = (row) => (row.ratio ?? row.till).median;

export const reached = (row) => (row.atMost ? judged(row) <= row.reach : judged(row) >= row.reach);

function tableRow(row) {
    const reach = `${row.atMost ? '≤' : '≥'} ${row.reach}`;
    return `| ${keyOf(row)} | ${withSpread(row.till)} ${row.unit} | ${row.limit ? withSpread(row.limit) : ''} | ` +
        `${withSpread(row.ratio)} | ${reach}${row.ratio ? '' : ` ${row.unit}`} | ${reached(row) ? 'yes' : '**no**'} |`;
}

function render(figures, { machine, rows }) {
    const said = new Set();
    const details = rows.map((row) => {
        const figure = figures.find(({ name }) => name === row.name);
        const head = said.has(row.name) ? [] : [`### ${row.name}`, '', `${figure.work}. Beside it: ${figure.limit}.`, ''];
        said.add(row.name);
        return [...head, `- ${row.variant ? `${row.variant}: ` : ''}${row.note ? `${row.note}. ` : ''}` +
            `${row.rounds} round${row.rounds === 1 ? '' : 's'} of ${row.seconds} s, ${row.date}, \`${row.commit}\`.`].join('\n');
    });
    return `# What Till does a second, and what the machine could

Written by \`script/bench\`; [FINDINGS.md](FINDINGS.md) says what was found on the way and why a figure falls short.

| figure | Till: median (lowest – highest) | limit | ratio | reach | reached |
| --- | --- | --- | --- | --- | --- |
${rows.map(tableRow).join('\n')}

## The machine

${Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`).join('\n')}

## The method

- The release build, its configuration \`config/till.toml\` but for what a figure says; limits are on with a number that
  nobody reaches. All programs run on this machine over loopback; stores lie on its disk, so durable means fsync.
- A figure and its limit are measured in the same run in turns, A B A B …. Shown are the medians of the rounds with the
  lowest and the highest; the ratio is that of the medians, its spread that of the rounds.
- The load comes from \`bench/load\`, one thread without pipelining, the same requests byte for byte to Till and to
  nginx. It checks status and length of every answer and the content of one in 16 or 32; after each round of orders the
  store has as many more as were answered with 201. It takes one of the processors: what is left for Till is the other,
  while the loops on the C interfaces of the databases have the machine to themselves.

## The figures

${details.join('\n\n').replace(/\n\n(- )/g, '\n$1').replace(/(Beside it: .*\.)\n- /g, '$1\n\n- ')}
`;
}
