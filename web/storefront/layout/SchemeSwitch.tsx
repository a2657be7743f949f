import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { Moon, Sun } from "lucide-react";

export function SchemeSwitch() {
    const { setColorScheme } = useMantineColorScheme();
    const dark = useComputedColorScheme("light") === "dark";
    const Icon = dark ? Sun : Moon;
    return (
        <ActionIcon
            variant="subtle"
            size="lg"
            color="var(--mantine-color-text)"
            aria-label={dark ? "Switch to light mode" : "Switch to dark mode"}
            onClick={() => setColorScheme(dark ? "light" : "dark")}
        >
            <Icon size={20} aria-hidden />
        </ActionIcon>
    );
}
