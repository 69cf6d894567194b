import { z } from 'zod';

/** What is left of a type in JSON: names and numbers are what they are, whoever narrowed them. */
export type Json<Value> = Value extends number
  ? number
  : Value extends string
    ? string
    : Value extends boolean | null
      ? Value
      : Value extends readonly (infer Item)[]
        ? readonly Json<Item>[]
        : Value extends object
          ? { readonly [Key in keyof Value]: Json<Value[Key]> }
          : Value;

/** An object of a type of ours: the compiler asks for every key that the type has, and refuses every other. */
export const objectOf = <Value extends object>(
  shape: {
    readonly [Key in keyof Value]-?: z.ZodType<Json<Value[Key]>>;
  },
) => z.strictObject(shape);

/** One of the names of a type of ours: the compiler asks for every one of them. */
export const everyOf =
  <All extends string>() =>
  <const Given extends readonly [All, ...All[]]>(
    ...names: [All] extends [Given[number]] ? Given : ['one is missing', Exclude<All, Given[number]>]
  ) =>
    z.enum(names);

export const text = z.string();
export const texts = z.array(text);
/** From 0. */
export const count = z.int().min(0);
/** Any whole number, signed ones of the engine among them. */
export const integer = z.int();
/** From 0, in bytes: more than 2³² for large files. */
export const bytes = z.int().min(0);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
