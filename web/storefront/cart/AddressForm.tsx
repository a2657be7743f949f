import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { limits } from "till-limits";
import { meQuery } from "../account/queries";

interface Props {
    isSending: boolean;
    onSubmit: (order: { shipping_address: string; note: string | null }) => void;
}

const tooLong = (address: Address) =>
    [...textOf(address)].length > limits.Checkout.shipping_address.maxLength ? "Address is too long" : null;
const needed = (what: string) => (value: string) => (value.trim() ? null : `Enter ${what}`);

export function AddressForm({ isSending, onSubmit }: Props) {
    const me = useQuery(meQuery);
    const form = useForm({
        initialValues: { name: "", street: "", postcode: "", city: "", country: "", note: "" },
        validate: {
            name: needed("a name"),
            street: (street, address) => needed("a street address")(street) ?? tooLong(address),
            city: needed("a city"),
        },
    });
    const name = me.data?.customer?.name;
    useEffect(() => {
        if (name) form.setFieldValue("name", (now: string) => now || name);
    }, [name]);
    const submit = form.onSubmit(
        ({ note, ...address }) => onSubmit({ shipping_address: textOf(address), note: note.trim() || null }),
        (errors) => form.getInputNode(Object.keys(errors)[0] ?? "")?.focus(),
    );
    return (
        <form onSubmit={submit} noValidate aria-label="Shipping address">
            <Stack>
                <TextInput label="Name" autoComplete="name" required {...form.getInputProps("name")} />
                <TextInput label="Street address" autoComplete="street-address" required {...form.getInputProps("street")} />
                <Group grow align="flex-start">
                    <TextInput label="Postal code" autoComplete="postal-code" {...form.getInputProps("postcode")} />
                    <TextInput label="City" autoComplete="address-level2" required {...form.getInputProps("city")} />
                </Group>
                <TextInput label="Country" autoComplete="country-name" {...form.getInputProps("country")} />
                <Textarea label="Order note" rows={3} maxLength={limits.Checkout.note.maxLength} {...form.getInputProps("note")} />
                <Button type="submit" size="md" loading={isSending}>
                    Place order
                </Button>
            </Stack>
        </form>
    );
}

type Address = Record<"name" | "street" | "postcode" | "city" | "country", string>;

/** The address as it stands on a parcel. */
function textOf({ name, street, postcode, city, country }: Address): string {
    const lines = [name, street, `${postcode.trim()} ${city.trim()}`, country];
    return lines.map((line) => line.trim()).filter(Boolean).join("\n");
}
