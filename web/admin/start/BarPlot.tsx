import { Table } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useState } from "react";

export interface Bar {
    /** The whole of it, such as a date. */
    label: string;
    /** What there is room for under the bars. */
    short: string;
    value: number;
    /** The value as a person reads it. */
    shown: string;
}

interface Props {
    title: string;
    bars: Bar[];
    /** What the axis says. */
    show: (value: number) => string;
    columns: [string, string];
}

const height = 200;
const room = { left: 56, bottom: 26, top: 12 };

/** Bars over time. The same numbers are in a table below, for screen readers. */
export function BarPlot({ title, bars, show, columns }: Props) {
    const { ref, width } = useElementSize();
    const [pointed, setPointed] = useState<number>();
    const steps = stepsTo(Math.max(...bars.map(({ value }) => value), 1));
    const top = steps.at(-1) ?? 1;
    const y = (value: number) => room.top + (height - room.top - room.bottom) * (1 - value / top);
    const slot = Math.max(0, width - room.left) / Math.max(1, bars.length);
    const every = Math.ceil(54 / Math.max(1, slot));
    const at = pointed === undefined ? undefined : bars[pointed];
    return (
        <figure className="plot" aria-label={title}>
            <div ref={ref} className="plot-area" onPointerLeave={() => setPointed(undefined)}>
                <svg width={width} height={height} aria-hidden>
                    {steps.map((step) => (
                        <g key={step}>
                            <line x1={room.left} x2={width} y1={y(step)} y2={y(step)} className="grid" />
                            <text x={room.left - 8} y={y(step) + 4} textAnchor="end">
                                {show(step)}
                            </text>
                        </g>
                    ))}
                    {bars.map(({ label, short, value }, index) => (
                        <g key={label} onPointerEnter={() => setPointed(index)}>
                            <rect x={room.left + index * slot} y={0} width={slot} height={height} className="hit" />
                            <rect
                                x={room.left + index * slot + slot * 0.15}
                                width={slot * 0.7}
                                y={y(value)}
                                height={y(0) - y(value)}
                                rx={Math.min(3, slot * 0.2)}
                                className={index === pointed ? "bar pointed" : "bar"}
                            />
                            {(bars.length - 1 - index) % every === 0 && (
                                <text x={room.left + (index + 0.5) * slot} y={height - 8} textAnchor="middle">
                                    {short}
                                </text>
                            )}
                        </g>
                    ))}
                </svg>
                {at && (
                    <div className="plot-tip" style={tipAt(pointed ?? 0, slot, width)}>
                        <b>{at.shown}</b> {at.label}
                    </div>
                )}
            </div>
            <details>
                <summary>As a table</summary>
                <div className="plot-table" tabIndex={0} role="region" aria-label={`${title}, as a table`}>
                    <Table aria-label={title}>
                        <Table.Thead>
                            <Table.Tr>
                                <Table.Th>{columns[0]}</Table.Th>
                                <Table.Th ta="right">{columns[1]}</Table.Th>
                            </Table.Tr>
                        </Table.Thead>
                        <Table.Tbody>
                            {bars.map(({ label, shown }) => (
                                <Table.Tr key={label}>
                                    <Table.Td>{label}</Table.Td>
                                    <Table.Td ta="right" className="figure">
                                        {shown}
                                    </Table.Td>
                                </Table.Tr>
                            ))}
                        </Table.Tbody>
                    </Table>
                </div>
            </details>
        </figure>
    );
}

function tipAt(index: number, slot: number, width: number) {
    const middle = room.left + (index + 0.5) * slot;
    return middle > width / 2 ? { right: width - middle + slot / 2 } : { left: middle + slot / 2 };
}

/** Round values from 0 to at least `most`, a few of them. */
export function stepsTo(most: number): number[] {
    const rough = most / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power);
    return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}
