import { ActionIcon, Button, Container, Menu } from "@mantine/core";
import { CircleUser, LogOut, Package, ShoppingBag, UserRound } from "lucide-react";
import { Link, useNavigate } from "react-router-dom";
import icon from "../../shared/icon.svg";
import { useSignOut } from "../account/signOut";
import { useCart } from "../cart/queries";
import { useShopper } from "../shop";
import classes from "./Layout.module.css";
import { SchemeSwitch } from "./SchemeSwitch";
import { SearchField } from "./SearchField";
import { useShopName } from "./shopInfo";

export function Header() {
    const shopper = useShopper();
    return (
        <header className={classes.header}>
            <Container size="lg" className={classes.bar ?? ""}>
                <Link to="/" className={classes.brand}>
                    <img src={icon} alt="" width={28} height={28} />
                    {useShopName()}
                </Link>
                <div className={classes.search}>
                    <SearchField />
                </div>
                <div className={classes.actions}>
                    <SchemeSwitch />
                    {shopper ? <AccountMenu name={shopper.username} /> : <SignInButton />}
                    <CartButton />
                </div>
            </Container>
        </header>
    );
}

function SignInButton() {
    return (
        <Button component={Link} to="/sign-in" variant="subtle" size="compact-md" color="var(--mantine-color-text)">
            Sign in
        </Button>
    );
}

function AccountMenu({ name }: { name: string }) {
    const navigate = useNavigate();
    const signOut = useSignOut();
    return (
        <Menu position="bottom-end" width={200}>
            <Menu.Target>
                <ActionIcon variant="subtle" size="lg" color="var(--mantine-color-text)" aria-label={`Account of ${name}`}>
                    <CircleUser size={22} aria-hidden />
                </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
                <Menu.Item leftSection={<Package size={16} />} onClick={() => navigate("/orders")}>
                    My orders
                </Menu.Item>
                <Menu.Item leftSection={<UserRound size={16} />} onClick={() => navigate("/account")}>
                    My account
                </Menu.Item>
                <Menu.Item leftSection={<LogOut size={16} />} onClick={() => signOut.mutate()}>
                    Sign out
                </Menu.Item>
            </Menu.Dropdown>
        </Menu>
    );
}

function CartButton() {
    const count = useCart().data?.item_count ?? 0;
    const label = count === 1 ? "Cart, 1 piece" : `Cart, ${count} pieces`;
    return (
        <ActionIcon
            component={Link}
            to="/cart"
            variant="subtle"
            size="lg"
            color="var(--mantine-color-text)"
            aria-label={label}
            className={classes.cart ?? ""}
        >
            <ShoppingBag size={22} aria-hidden />
            {count > 0 && (
                <span className={classes.count} aria-hidden>
                    {count > 99 ? "99+" : count}
                </span>
            )}
        </ActionIcon>
    );
}
