export declare function refuseUnusableDatabase(url: string): Promise<string | undefined>;
