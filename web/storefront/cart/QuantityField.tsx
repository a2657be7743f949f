import { ActionIcon, Input } from "@mantine/core";
import { Minus, Plus } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { limits } from "till-limits";
import classes from "./Cart.module.css";

interface Props {
    /** Shown above the field; without it only screen readers get it. */
    label?: string;
    /** Of what. */
    name: string;
    value: number;
    /** How many can be had; a larger number is brought down to it, with a word about it. */
    most: number;
    onChange: (quantity: number) => void;
}

/** A quantity: typed, or by the buttons beside it. */
export function QuantityField({ label, name, value, most, onChange }: Props) {
    const id = useId();
    const [text, setText] = useState(String(value));
    const [isBounded, setBounded] = useState(false);
    const bound = Math.min(most, limits.NewCartItem.quantity.maximum);
    useEffect(() => setText(String(value)), [value]);
    const change = (quantity: number) => {
        setBounded(false);
        onChange(quantity);
    };
    const apply = () => {
        const wanted = Number(text);
        const quantity = Number.isInteger(wanted) && wanted >= 1 ? Math.min(wanted, bound) : value;
        if (wanted > bound) setBounded(true); // until another number: what is below must not move when the field is left
        setText(String(quantity));
        if (quantity !== value) onChange(quantity);
    };
    return (
        <div>
            {label && (
                <Input.Label htmlFor={id} mb={4} display="block">
                    {label}
                </Input.Label>
            )}
            <div className={classes.quantity}>
                <Step label={`Decrease quantity of ${name}`} Icon={Minus} disabled={value <= 1} onClick={() => change(value - 1)} />
                <input
                    id={id}
                    className={classes.units}
                    inputMode="numeric"
                    autoComplete="off"
                    {...(label ? {} : { "aria-label": `Quantity of ${name}` })}
                    value={text}
                    onChange={(event) => {
                        setBounded(false);
                        setText(event.currentTarget.value);
                    }}
                    onBlur={apply}
                    onKeyDown={(event) => event.key === "Enter" && apply()}
                />
                <Step label={`Increase quantity of ${name}`} Icon={Plus} disabled={value >= bound} onClick={() => change(value + 1)} />
            </div>
            <div role="status" className={classes.bounded}>
                {isBounded && `Only ${bound} available.`}
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
