// Files of the index, read as they are: packed by gzip, some behind Pagefind's signature.
const SIGNATURE = "pagefind_dcd";

export const EXCERPT = 26;

export const unpacked = async (response) => {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.body.pipeThrough(new DecompressionStream("gzip"));
};

export const bytes = async (response) =>
  new Uint8Array(await new Response(await unpacked(response)).arrayBuffer());

export const signed = async (response) => (await bytes(response)).subarray(SIGNATURE.length);

// What a list shows of a page that no query has found: its beginning. Of Pagefind's program, which
// is larger than all that such a list needs, nothing is downloaded.
export const readPage = async (id, base) => {
  const data = await signed(await fetch(new URL(`pagefind/fragment/${id}.pf_fragment`, base)));
  const { url, content, meta } = JSON.parse(new TextDecoder().decode(data));
  return {
    url: base.pathname + url.replace(/^\//, ""),
    meta,
    excerpt: content
      .split(/\s+/)
      .slice(0, EXCERPT)
      .join(" ")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;"),
    sub_results: [],
  };
};
