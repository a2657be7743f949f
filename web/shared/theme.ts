import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const pine: MantineColorsTuple = [
    "#eef6f2",
    "#dbeae2",
    "#b4d5c5",
    "#8abfa6",
    "#68ad8b",
    "#52a17a",
    "#3f8f69",
    "#2c7b57",
    "#1f6847",
    "#0f5537",
];

export const theme = createTheme({
    colors: { pine },
    primaryColor: "pine",
    primaryShade: 8,
    defaultRadius: "md",
    fontFamily: "'Figtree Variable', system-ui, sans-serif",
    headings: { fontFamily: "'Fraunces Variable', Georgia, serif", fontWeight: "560" },
    cursorType: "pointer",
    components: {
        Alert: { defaultProps: { styles: { title: { color: "var(--mantine-color-text)" } } } },
        Badge: { defaultProps: { radius: "xl" } },
        Checkbox: { defaultProps: { radius: "sm" } },
        Drawer: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
        Modal: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
        // Theirs are <header>, of which a page has one: its own.
        DrawerHeader: { defaultProps: { component: "div" } },
        ModalHeader: { defaultProps: { component: "div" } },
    },
});

/** The library's greys and reds are too faint for small text on the pages' ground. */
export const cssVariables: CSSVariablesResolver = () => ({
    variables: {},
    light: {
        "--mantine-color-body": "#fbfaf7",
        "--mantine-color-text": "#1d2320",
        "--mantine-color-dimmed": "#5b645f",
        "--mantine-color-placeholder": "#6b746f",
        "--mantine-color-error": "#b3261e",
        "--till-surface": "#ffffff",
        "--till-line": "#e4e1d9",
    },
    dark: {
        "--mantine-color-body": "#171a19",
        "--mantine-color-text": "#e6e9e7",
        "--mantine-color-dimmed": "#a5aeaa",
        "--mantine-color-placeholder": "#98a19d",
        "--mantine-color-error": "#ff8f87",
        "--till-surface": "#202423",
        "--till-line": "#353b39",
    },
});
