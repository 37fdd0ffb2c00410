// Rules that Material's own frame breaks are switched off here by name, each with what breaks it;
// everything that the archive's templates write is held to the rest.
module.exports = {
  root: true,
  extends: ["html-validate:standard"],
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
