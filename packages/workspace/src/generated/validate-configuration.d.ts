export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

declare const validate: { (value: unknown): boolean; readonly errors?: readonly SchemaError[] | null };
export default validate;
