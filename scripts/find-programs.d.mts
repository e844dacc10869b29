export declare function findNginx(): string | undefined;
export declare function findOpa(): string | undefined;
export declare function findChromium(): Promise<string | undefined>;
