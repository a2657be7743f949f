import { ActionIcon, Input } from "@mantine/core";
import { Minus, Plus } from "lucide-react";
import { useEffect, useId, useState } from "react";
import classes from "./Cart.module.css";

interface Props {
    /** Shown above the field; without it only screen readers are told. */
    label?: string;
    /** Of what. */
    name: string;
    value: number;
    /** More than this the buttons do not give. */
    most: number;
    onChange: (quantity: number) => void;
}

const bound = 100_000;

/** A number of pieces: typed, or by the buttons beside it. */
export function QuantityField({ label, name, value, most, onChange }: Props) {
    const id = useId();
    const [text, setText] = useState(String(value));
    useEffect(() => setText(String(value)), [value]);
    const apply = () => {
        const quantity = Number(text);
        if (Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= bound) {
            if (quantity !== value) onChange(quantity);
        } else setText(String(value));
    };
    return (
        <div>
            {label && (
                <Input.Label htmlFor={id} mb={4} display="block">
                    {label}
                </Input.Label>
            )}
            <div className={classes.quantity}>
                <Step label={`One fewer ${name}`} Icon={Minus} disabled={value <= 1} onClick={() => onChange(value - 1)} />
                <input
                    id={id}
                    className={classes.pieces}
                    inputMode="numeric"
                    autoComplete="off"
                    {...(label ? {} : { "aria-label": `Quantity of ${name}` })}
                    value={text}
                    onChange={(event) => setText(event.currentTarget.value)}
                    onBlur={apply}
                    onKeyDown={(event) => event.key === "Enter" && apply()}
                />
                <Step label={`One more ${name}`} Icon={Plus} disabled={value >= most} onClick={() => onChange(value + 1)} />
            </div>
        </div>
    );
}

interface StepProps {
    label: string;
    Icon: typeof Plus;
    disabled: boolean;
    onClick: () => void;
}

function Step({ label, Icon, disabled, onClick }: StepProps) {
    return (
        <ActionIcon variant="subtle" size={38} color="gray" aria-label={label} disabled={disabled} onClick={onClick}>
            <Icon size={16} aria-hidden />
        </ActionIcon>
    );
}
