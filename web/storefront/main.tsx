import "@mantine/core/styles.css";
import "../shared/fonts.css";
import { Container, MantineProvider, Title } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { makeQueryClient } from "../shared/query";
import { Session, useAccount } from "../shared/session";
import { SignInForm } from "../shared/SignInForm";
import { cssVariables, theme } from "../shared/theme";

const session = new Session("till.storefront");
const queries = makeQueryClient();

function Page() {
    const account = useAccount(session);
    return (
        <Container component="main" size="xs" py="xl">
            <Title order={1}>The shop</Title>
            {account ? <p>{account.username}</p> : <SignInForm session={session} />}
        </Container>
    );
}

createRoot(document.getElementById("page") as HTMLElement).render(
    <StrictMode>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
            <QueryClientProvider client={queries}>
                <Page />
            </QueryClientProvider>
        </MantineProvider>
    </StrictMode>,
);
