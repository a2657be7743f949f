import { limits } from "till-limits";

const { minLength, maxLength } = limits.PasswordChange.new_password;

/** What is wrong with a new password, as the shop would say it. */
export function passwordFault(password: string): string | null {
    const bytes = new TextEncoder().encode(password).length;
    if (bytes < minLength) return `Enter at least ${minLength} characters`;
    return bytes > maxLength ? "Password is too long" : null;
}
