import { limits } from "till-limits";

const { minLength, maxLength } = limits.PasswordChange.new_password;

/** What is wrong with a new password, as the shop would say it. */
export function passwordFault(password: string): string | null {
    const bytes = new TextEncoder().encode(password).length;
    if (bytes < minLength) return `At least ${minLength} characters, please`;
    return bytes > maxLength ? "That is too long" : null;
}
