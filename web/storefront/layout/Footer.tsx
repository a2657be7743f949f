import { Anchor, Container, Group } from "@mantine/core";
import { Link } from "react-router-dom";
import classes from "./Layout.module.css";
import { useShopName } from "./shopInfo";

export function Footer() {
    return (
        <footer className={classes.footer}>
            <Container size="lg">
                <Group justify="space-between">
                    <span>{useShopName()}</span>
                    <Group component="nav" aria-label="More" gap="lg">
                        <Anchor component={Link} to="/products" size="sm" underline="always">
                            All products
                        </Anchor>
                        <Anchor href="/admin" size="sm" underline="always">
                            Back office
                        </Anchor>
                        <Anchor href="/api/docs" size="sm" underline="always">
                            API
                        </Anchor>
                    </Group>
                </Group>
            </Container>
        </footer>
    );
}
