// Rules that Material's own frame breaks are switched off here by name, each with what breaks it;
// everything that the archive's templates write is held to the rest.

// Columns of tables are aligned by an attribute: the policy of the pages lets no inline style in.
const aligned = { attributes: { align: { enum: ["left", "center", "right"] } } };

module.exports = {
  root: true,
  extends: ["html-validate:standard"],
  elements: ["html5", { td: aligned, th: aligned }],
  rules: {
    // Material: the checkboxes that open its drawer and its search have autocomplete="off".
    "valid-autocomplete": "off",
    // MkDocs' own output: <meta charset> and void elements are written as HTML 5 allows both ways.
    "void-style": "off",
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    "long-title": "off",
    // Inline styles and raw characters come from Markdown extensions (highlighting).
    "no-raw-characters": "off",
    // Lazily hyphenated telephone-like numbers are dates and resolutions here.
    "tel-non-breaking": "off",
  },
};
