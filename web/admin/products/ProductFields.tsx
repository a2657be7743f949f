import { Autocomplete, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { limits } from "till-limits";
import type { Editor } from "../forms/useEditor";
import { useShop } from "../shop";
import { type ProductTexts, productLabels as labels, useCategories } from "./products";

interface Props {
    editor: Editor<ProductTexts>;
    readOnly?: boolean;
}

export function ProductFields({ editor: { form }, readOnly = false }: Props) {
    const categories = useCategories();
    const currency = useShop().data?.currency;
    return (
        <Stack>
            <TextInput label={labels.name} dir="auto" maxLength={limits.NewProduct.name.maxLength} readOnly={readOnly} {...form.getInputProps("name")} />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
                <TextInput
                    label={labels.price}
                    inputMode="decimal"
                    rightSection={currency}
                    rightSectionWidth={52}
                    readOnly={readOnly}
                    {...form.getInputProps("price")}
                />
                <TextInput label={labels.sku} maxLength={limits.NewProduct.sku.maxLength} readOnly={readOnly} {...form.getInputProps("sku")} />
            </SimpleGrid>
            <Autocomplete
                label={labels.category} dir="auto"
                data={categories.data?.map(({ name }) => name) ?? []}
                maxLength={limits.NewProduct.category.maxLength}
                readOnly={readOnly}
                {...form.getInputProps("category")}
            />
            <Textarea
                label={labels.description} dir="auto"
                autosize
                minRows={4}
                maxRows={14}
                maxLength={limits.NewProduct.description.maxLength}
                readOnly={readOnly}
                {...form.getInputProps("description")}
            />
        </Stack>
    );
}
