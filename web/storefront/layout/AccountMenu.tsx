import { ActionIcon, Menu } from "@mantine/core";
import { CircleUser, LogOut, Package, UserRound } from "lucide-react";
import { useNavigate } from "react-router-dom";
import { useSignOut } from "../account/signOut";

export default function AccountMenu({ name }: { name: string }) {
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
                    Orders
                </Menu.Item>
                <Menu.Item leftSection={<UserRound size={16} />} onClick={() => navigate("/account")}>
                    Account
                </Menu.Item>
                <Menu.Item leftSection={<LogOut size={16} />} onClick={() => signOut.mutate()}>
                    Sign out
                </Menu.Item>
            </Menu.Dropdown>
        </Menu>
    );
}
