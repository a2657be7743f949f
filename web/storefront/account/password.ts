/** What is wrong with a new password, as the shop would say it. */
export function passwordFault(password: string): string | null {
    const bytes = new TextEncoder().encode(password).length;
    if (bytes < 8) return "Enter at least 8 characters";
    return bytes > 256 ? "Password is too long" : null;
}
