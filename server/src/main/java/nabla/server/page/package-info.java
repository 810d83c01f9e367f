/**
 * The pages: templates, lessons from Markdown, highlighted Java.
 *
 * <p>What the templates (files of the site, in {@code templates/}) may use. Holes {@code {{name}}} are escaped,
 * {@code {{{name}}}} hold markup made here, {@code {{asset:style.css}}} is an asset's versioned address:
 * <ul>
 *   <li>{@code page.html}, the frame of all: {@code title}, {@code description}, {@code content}, {@code scripts} (the
 *       map of assets and the page's program, or nothing where the page needs none).
 *   <li>{@code home.html}: {@code lessons}, list items with a link, a title and a description each.
 *   <li>{@code lab-NAME.html}, put where a lesson says {@code :::lab NAME}: none.
 *   <li>{@code model.html}: {@code id}, {@code title}.
 *   <li>{@code error.html}: {@code status}, {@code title}, {@code message}.
 * </ul>
 *
 * <p>Rule: text of users and lessons reaches a page only escaped or through the Markdown renderer.
 */
@NullMarked
package nabla.server.page;

import org.jspecify.annotations.NullMarked;
