import { Autocomplete, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { limits } from "till-limits";
import type { Editor } from "../forms/useEditor";
import { useShop } from "../shop";
import { type ProductTexts, productLabels as labels, productTexts, useCategories } from "./products";

interface Props {
    editor: Editor<ProductTexts>;
    readOnly?: boolean;
}

const isCode = (name: keyof ProductTexts) => !["name", "price", "category", "description"].includes(name);
const codes = productTexts.filter(isCode); // fields without an input of their own kind

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
                    maxLength={limits.NewProduct.price.maxLength}
                    rightSection={currency}
                    rightSectionWidth={52}
                    readOnly={readOnly}
                    {...form.getInputProps("price")}
                />
                {codes.map((name) => (
                    <TextInput
                        key={name}
                        label={labels[name]}
                        maxLength={limits.NewProduct[name].maxLength}
                        readOnly={readOnly}
                        {...form.getInputProps(name)}
                    />
                ))}
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
