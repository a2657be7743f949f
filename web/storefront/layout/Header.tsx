import { ActionIcon, Button, Container } from "@mantine/core";
import { CircleUser, ShoppingBag } from "lucide-react";
import { lazy, Suspense } from "react";
import { Link } from "react-router-dom";
import icon from "../../shared/icon.svg";
import { useCart } from "../cart/queries";
import { useShopper } from "../shop";
import classes from "./Layout.module.css";
import { SchemeSwitch } from "./SchemeSwitch";
import { SearchField } from "./SearchField";
import { useShopName } from "./shopInfo";

const AccountMenu = lazy(() => import("./AccountMenu")); // nothing that a visitor needs

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
                    <Suspense fallback={<AccountButtonToCome />}>
                        {shopper ? <AccountMenu name={shopper.username} /> : <SignInButton />}
                    </Suspense>
                    <CartButton />
                </div>
            </Container>
        </header>
    );
}

/** Looks like the button that opens the menu. */
function AccountButtonToCome() {
    return (
        <ActionIcon component="span" variant="subtle" size="lg" color="var(--mantine-color-text)" aria-hidden>
            <CircleUser size={22} />
        </ActionIcon>
    );
}

function SignInButton() {
    return (
        <Button component={Link} to="/sign-in" variant="subtle" size="compact-md" color="var(--mantine-color-text)">
            Sign in
        </Button>
    );
}

function CartButton() {
    const count = useCart().data?.item_count ?? 0;
    const label = count === 1 ? "Cart, 1 item" : `Cart, ${count} items`;
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
