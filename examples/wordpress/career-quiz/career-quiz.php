<?php
/**
 * Plugin Name: Career Quiz
 * Description: A quiz that gives advice and says why, as a block and as the shortcode [career-quiz]. It runs in the reader’s browser, and no answer leaves it.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT
 * Text Domain: career-quiz
 */

defined( 'ABSPATH' ) || exit;

/**
 * The quiz as HTML, with what is shown until it works and where it cannot. Whatever the attributes
 * hold comes out as text: a contributor may write them.
 *
 * @param array|string $given The attributes of the block or of the shortcode.
 */
function career_quiz_html( $given ) {
	$quiz = shortcode_atts(
		array(
			'src'     => '',
			'lang'    => '',
			'mode'    => '',
			'keep'    => '',
			'history' => false,
			'text'    => '',
			'link'    => '',
		),
		$given,
		'career-quiz'
	);
	wp_enqueue_script( 'career-quiz' );

	$attributes = '';
	foreach ( array( 'src', 'lang', 'mode', 'keep' ) as $name ) {
		$value = 'src' === $name ? esc_url( $quiz[ $name ] ) : esc_attr( $quiz[ $name ] );
		if ( '' !== $value ) {
			$attributes .= " $name=\"$value\"";
		}
	}
	if ( rest_sanitize_boolean( $quiz['history'] ) ) {
		$attributes .= ' history';
	}

	$link     = esc_url( $quiz['link'] );
	$fallback = esc_html( '' === $quiz['text'] ? $quiz['link'] : $quiz['text'] );
	if ( '' !== $link ) {
		$fallback = "<a href=\"$link\">$fallback</a>";
	}
	return "<career-quiz$attributes>$fallback</career-quiz>";
}

function career_quiz_block( $attributes ) {
	return '<div ' . get_block_wrapper_attributes() . '>' . career_quiz_html( $attributes ) . '</div>';
}

function career_quiz_init() {
	// No version in the address: the script asks for others beside it, which have none either.
	wp_register_script( 'career-quiz', plugins_url( 'career-quiz/career-quiz.js', __FILE__ ), array(), null, true );
	wp_register_script(
		'career-quiz-editor',
		plugins_url( 'editor.js', __FILE__ ),
		array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
		filemtime( __DIR__ . '/editor.js' ),
		true
	);
	wp_set_script_translations( 'career-quiz-editor', 'career-quiz', __DIR__ . '/languages' );
	register_block_type( __DIR__, array( 'render_callback' => 'career_quiz_block' ) );
	add_shortcode( 'career-quiz', 'career_quiz_html' );
}
add_action( 'init', 'career_quiz_init' );

/** In the editor the block shows the quiz itself; a page loads it only where there is one. */
function career_quiz_in_editor() {
	if ( is_admin() ) {
		wp_enqueue_script( 'career-quiz' );
	}
}
add_action( 'enqueue_block_assets', 'career_quiz_in_editor' );

/** The tag of the script alone becomes a module; what others put into it, before it or after it stays. */
function career_quiz_as_module( $tag, $handle ) {
	if ( 'career-quiz' !== $handle ) {
		return $tag;
	}
	return preg_replace_callback(
		'/<script\b([^>]*\sid=(["\'])career-quiz-js\2[^>]*)>/',
		function ( $found ) {
			return '<script type="module"' . preg_replace( '/\stype=(["\']).*?\1/', '', $found[1] ) . '>';
		},
		$tag
	);
}
add_filter( 'script_loader_tag', 'career_quiz_as_module', 10, 2 );
