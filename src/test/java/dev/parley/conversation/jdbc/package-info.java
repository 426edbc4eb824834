/** The stores against real databases. */
package dev.parley.conversation.jdbc;
