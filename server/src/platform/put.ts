import type { Model, Types } from 'mongoose';

/** Inserts or updates one row by its natural key and answers its id. */
export async function put<Row>(
  model: Model<Row>,
  key: Partial<Row>,
  row: Partial<Row>,
): Promise<Types.ObjectId> {
  const stored = await model
    .findOneAndUpdate(key, { $set: row }, { upsert: true, returnDocument: 'after', projection: { _id: 1 } })
    .lean<{ _id: Types.ObjectId }>();
  if (!stored) throw new Error(`${model.modelName}: nothing was stored`);
  return stored._id;
}
