import { Anchor, Paper, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Link, Navigate, useLocation, useNavigate } from "react-router-dom";
import { SignInForm } from "../../shared/SignInForm";
import { useAddToCart, type Wish } from "../cart/queries";
import { PageTitle } from "../layout/PageTitle";
import { useShop } from "../layout/shopInfo";
import { session, useShopper } from "../shop";
import { DemonstrationNote, useDemonstration } from "./demonstration";

/** Where the visitor came from, and what was about to go into the cart. */
export interface Errand {
    to?: string;
    wish?: Wish;
}

export function Page() {
    const errand = (useLocation().state ?? {}) as Errand;
    const shopper = useShopper();
    const navigate = useNavigate();
    const add = useAddToCart();
    const [arrived, setArrived] = useState(false);
    const demonstration = useDemonstration();
    const isOpen = useShop()?.registration === true;
    const goOn = () => navigate(errand.to ?? "/", { replace: true });
    const signedIn = () => {
        setArrived(true);
        if (errand.wish && session.account?.customer_id != null) add.mutate(errand.wish, { onSettled: goOn });
        else goOn();
    };
    if (shopper && !arrived) return <Navigate to={errand.to ?? "/"} replace />;
    return (
        <Stack maw="26rem" mx="auto" py="lg">
            <PageTitle title="Sign in" />
            {errand.wish && <Text>Sign in to add the product to your cart.</Text>}
            <DemonstrationNote demonstration={demonstration} />
            <Paper p="lg" withBorder bg="var(--till-surface)">
                <SignInForm
                    key={demonstration?.username ?? ""}
                    session={session}
                    onSignedIn={signedIn}
                    username={demonstration?.username ?? ""}
                    password={demonstration?.password ?? ""}
                />
            </Paper>
            {isOpen && (
                <Text size="sm">
                    New customer?{" "}
                    <Anchor component={Link} to="/register" state={errand} underline="always" inherit>
                        Create account
                    </Anchor>
                </Text>
            )}
        </Stack>
    );
}
