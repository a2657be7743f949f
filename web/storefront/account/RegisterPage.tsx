import { Anchor, Button, Paper, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "react-router-dom";
import { limits } from "till-limits";
import { got } from "../../shared/api";
import { ProblemNote } from "../../shared/ProblemNote";
import { Refused } from "../../shared/problem";
import { useAddToCart } from "../cart/queries";
import { PageTitle } from "../layout/PageTitle";
import { api, session } from "../shop";
import { passwordFault } from "./password";
import type { Errand } from "./SignInPage";

const empty = { name: "", email: "", username: "", password: "" };
type Values = typeof empty;

export function Page() {
    const errand = (useLocation().state ?? {}) as Errand;
    const navigate = useNavigate();
    const add = useAddToCart();
    const goOn = () => navigate(errand.to ?? "/", { replace: true });
    const form = useForm({
        initialValues: empty,
        validate: {
            name: (value) => (value.trim() ? null : "Enter your name"),
            email: (value) => (/.+@.+/.test(value.trim()) ? null : "Enter your e-mail address"),
            username: (value) => (value.trim() ? null : "Choose a username"),
            password: passwordFault,
        },
    });
    const register = useMutation({
        mutationFn: async (values: Values) => {
            await got(api.POST("/register", { body: values }));
            return session.signIn(values.username, values.password);
        },
        onSuccess: () => (errand.wish ? add.mutate(errand.wish, { onSettled: goOn }) : goOn()),
        onError: (error) => form.setErrors(errorsOf(error)),
    });
    const field = (name: keyof Values) => form.getInputProps(name);
    const unexplained = register.error && Object.keys(errorsOf(register.error)).length === 0;
    return (
        <Stack maw="26rem" mx="auto" py="lg">
            <PageTitle title="Create account" />
            {unexplained && <RegisterProblem error={register.error} />}
            <Paper p="lg" withBorder bg="var(--till-surface)">
                <form
                    noValidate
                    aria-label="Create account"
                    onSubmit={form.onSubmit(
                        (values) => register.mutate(values),
                        (errors) => form.getInputNode(Object.keys(errors)[0] ?? "")?.focus(),
                    )}
                >
                    <Stack>
                        <TextInput
                            label="Name"
                            autoComplete="name"
                            required
                            maxLength={limits.Registration.name.maxLength}
                            {...field("name")} />
                        <TextInput
                            label="E-mail"
                            type="email"
                            autoComplete="email"
                            required
                            maxLength={limits.Registration.email.maxLength}
                            {...field("email")} />
                        <TextInput
                            label="Username"
                            autoComplete="username"
                            autoCapitalize="none"
                            required
                            maxLength={limits.Registration.username.maxLength}
                            {...field("username")}
                        />
                        <PasswordInput
                            label="Password"
                            description="At least 8 characters"
                            autoComplete="new-password"
                            required
                            {...field("password")}
                        />
                        <Button type="submit" size="md" loading={register.isPending || add.isPending}>
                            Create account
                        </Button>
                    </Stack>
                </form>
            </Paper>
            <Text size="sm">
                Already have an account?{" "}
                <Anchor component={Link} to="/sign-in" state={errand} underline="always" inherit>
                    Sign in
                </Anchor>
            </Text>
        </Stack>
    );
}

function RegisterProblem({ error }: { error: unknown }) {
    if (error instanceof Refused && error.status === 404) {
        return <Text role="alert">Registration is closed. Please contact the shop for an account.</Text>;
    }
    return <ProblemNote error={error} />;
}

/** What the shop said of single fields. */
function errorsOf(error: unknown): Partial<Record<keyof Values, string>> {
    if (!(error instanceof Refused)) return {};
    if (error.code === "email-taken") return { email: "An account with this e-mail address already exists" };
    if (error.code === "username-taken") return { username: "This username is already in use" };
    const named = Object.entries(error.problem.errors ?? {}).filter(([field]) => field in empty);
    return Object.fromEntries(named.map(([field, said]) => [field, said.join(", ")]));
}
