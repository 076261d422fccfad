package dev.eventpatterns.channelmonitor.room;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

/**
 * A picture of a page as a small PNG: the 256 colours that are there most often, the rest
 * by the nearest of them.
 */
final class SmallPicture {

	private static final int COLOURS = 256;

	private SmallPicture() {
	}

	static void write(byte[] png, File file) throws IOException {
		BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
		int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
		Map<Integer, Integer> counts = new HashMap<>();
		for (int pixel : pixels) {
			counts.merge(pixel | 0xff000000, 1, Integer::sum);
		}
		List<Integer> palette = counts.entrySet()
			.stream()
			.sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
			.limit(COLOURS)
			.map(Map.Entry::getKey)
			.toList();
		Map<Integer, Integer> nearest = new HashMap<>();
		counts.keySet().forEach((colour) -> nearest.put(colour, nearest(palette, colour)));
		byte[][] parts = new byte[3][palette.size()];
		for (int i = 0; i < palette.size(); i++) {
			for (int part = 0; part < 3; part++) {
				parts[part][i] = (byte) (palette.get(i) >> (16 - 8 * part));
			}
		}
		BufferedImage small = new BufferedImage(picture.getWidth(), picture.getHeight(),
				BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, palette.size(), parts[0], parts[1], parts[2]));
		for (int i = 0; i < pixels.length; i++) {
			small.getRaster()
				.setSample(i % picture.getWidth(), i / picture.getWidth(), 0, nearest.get(pixels[i] | 0xff000000));
		}
		ImageIO.write(small, "png", file);
	}

	private static int nearest(List<Integer> palette, int colour) {
		int best = 0;
		for (int i = 1; i < palette.size(); i++) {
			if (distance(palette.get(i), colour) < distance(palette.get(best), colour)) {
				best = i;
			}
		}
		return best;
	}

	private static int distance(int one, int other) {
		int sum = 0;
		for (int shift = 0; shift <= 16; shift += 8) {
			int difference = ((one >> shift) & 0xff) - ((other >> shift) & 0xff);
			sum += difference * difference;
		}
		return sum;
	}

}
