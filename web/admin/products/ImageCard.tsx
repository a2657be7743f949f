import { Button, FileButton, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { ImageUp } from "lucide-react";
import { got } from "../../shared/api";
import { ProblemNote } from "../../shared/ProblemNote";
import { useMay } from "../access";
import { ConfirmButton } from "../forms/ConfirmButton";
import { tell } from "../forms/told";
import { api, somethingChanged } from "../shop";
import type { Product } from "./products";

const types = "image/jpeg,image/png,image/webp";

/** The shop looks itself at what a file is, and makes the sizes that its pages need. */
export function ImageCard({ product }: { product: Product }) {
    const { id, image_url, name } = product;
    const mayWrite = useMay("products:write");
    const upload = useMutation({
        mutationFn: (file: File) =>
            got(
                api.POST("/products/{id}/image", {
                    params: { path: { id } },
                    body: file as unknown as string,
                    bodySerializer: (body: unknown) => body as Blob,
                    headers: { "Content-Type": file.type },
                }),
            ),
        onSuccess: () => {
            tell("Image updated.");
            return somethingChanged();
        },
    });
    const send = (file: File | null) => {
        if (file) upload.mutate(file);
    };
    return (
        <Paper withBorder p="lg" className="surface" component="section" aria-label="Image">
            <Stack gap="sm">
                <Title order={2} size="h4">
                    Image
                </Title>
                {image_url ? (
                    <img src={image_url} alt={name} className="product-image" />
                ) : (
                    <Text size="sm" c="dimmed">
                        No image yet.
                    </Text>
                )}
                {mayWrite && (
                    <Text size="xs" c="dimmed">
                        JPEG, PNG or WebP, at most 20 MiB. An import can link an image on another host, if the shop allows
                        that host.
                    </Text>
                )}
                {upload.error && <ProblemNote error={upload.error} title="Image could not be uploaded" />}
                {mayWrite && (
                    <Group gap="xs">
                        <FileButton onChange={send} accept={types} inputProps={{ "aria-label": "Image file" }}>
                            {(props) => (
                                <Button
                                    {...props}
                                    variant="default"
                                    leftSection={<ImageUp size={16} aria-hidden />}
                                    loading={upload.isPending}
                                >
                                    {image_url ? "Replace image" : "Upload image"}
                                </Button>
                            )}
                        </FileButton>
                        {image_url && (
                            <ConfirmButton
                                label="Remove"
                                title="Remove image?"
                                confirm="Remove image"
                                act={() => got(api.DELETE("/products/{id}/image", { params: { path: { id } } }))}
                                onDone={() => void somethingChanged()}
                            >
                                <Text size="sm">The product will be shown without an image.</Text>
                            </ConfirmButton>
                        )}
                    </Group>
                )}
            </Stack>
        </Paper>
    );
}
