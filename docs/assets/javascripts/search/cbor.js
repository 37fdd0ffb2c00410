// The part of CBOR (RFC 8949) that the files of an index use: integers, strings and arrays.
export const readValue = (data) => {
  const text = new TextDecoder();
  let at = 0;
  const value = () => {
    const kind = data[at] >> 5;
    const low = data[at] & 31;
    const size = low < 24 ? 0 : 1 << (low - 24);
    let number = low < 24 ? low : 0;
    for (let byte = 1; byte <= size; byte += 1) number = number * 256 + data[at + byte];
    at += 1 + size;
    if (kind === 0) return number;
    if (kind === 1) return -1 - number;
    if (kind === 3) {
      at += number;
      return text.decode(data.subarray(at - number, at));
    }
    if (kind !== 4) throw new Error("the index has an unknown format");
    const list = [];
    while (list.length < number) list.push(value());
    return list;
  };
  return value();
};
